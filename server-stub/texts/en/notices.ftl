# Notices to people by SMS and e-mail. English stands below the Vietnamese in a mail.
notices-answered = Lắng Nghe: there is a new answer to your report { $reference }. Read it in the app, or ask at your commune's office.
notices-answered-subject = Report { $reference }: a new answer
notices-refused = Lắng Nghe: your report { $reference } was not taken on. Read why, and where the matter belongs, in the app, or ask at your commune's office.
notices-refused-subject = Report { $reference }: not taken on
notices-resolved = Lắng Nghe: your report { $reference } was resolved. Look at it and confirm it in the app, or ask at your commune's office.
notices-resolved-subject = Report { $reference }: resolved
notices-question = Lắng Nghe: your report { $reference } needs more information. Answer in the app, or at your commune's office.
notices-question-subject = Report { $reference }: more information is needed
notices-why = This mail was sent automatically, because you left this address with your report. Please do not answer it.
notices-trial = Lắng Nghe: this is a trial message, to see whether notices arrive. Please ignore it.
notices-trial-subject = Lắng Nghe: trial message
