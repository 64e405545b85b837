### Reports that officers enter.

intake-title = Enter a report
intake-link = Enter a report
intake-lead = For reports that came by telephone, in person, on paper or from another system. Deadlines and units are those of any report.
intake-what = What
intake-origin = How it came
intake-by-phone = By telephone
intake-in-person = In person
intake-on-paper = On paper
intake-other-system = From another system
intake-choose = – Choose –
intake-category = Category
intake-text = What was said
intake-text-hint = In short, in the person's words. Their name and number go below, not here.
intake-day = Noticed on
intake-day-hint = Leave it empty if it is now.
intake-hour = Noticed at
intake-photographs = Photographs (if any)
intake-photographs-hint = At most 3, as JPEG.
intake-photographs-kept = { $n ->
    [one] { $n } photograph was kept.
   *[other] { $n } photographs were kept.
}
intake-place = Where
intake-commune = Commune
intake-communes = Other communes
intake-detail = Where exactly
intake-detail-hint = Such as: thôn Đông, beside the pump.
intake-point = Coordinates (if known)
intake-point-hint = Latitude, then longitude, as maps give them: 21.1861, 106.0763
intake-contact = How to reach the person (if they wish)
intake-contact-hint = Kept apart: on no list and on no page of the report.
intake-name = Name
intake-phone = Telephone
intake-email = E-mail
intake-send = Save and get the reference
intake-wrong-origin = Please choose how the report came.
intake-wrong-category = Please choose a category.
intake-wrong-commune = Please choose a commune.
intake-wrong-detail = The words on where exactly have more than { $limit } characters.
intake-wrong-point = The coordinates can't be read. Write them like 21.1861, 106.0763 or leave them out.
intake-wrong-province = This place is outside Bắc Ninh.
intake-wrong-empty = Please write what was said.
intake-wrong-noticed = Write the day like 2026-11-23 and the hour like 14:30.
intake-wrong-future = The day and hour are still to come. Please check them.
intake-wrong-contact = The name, the number or the e-mail address is too long.
intake-receipt = The report was received
intake-reference = Reference
intake-keep = Please keep it, and say it when you ask how the report stands.
intake-unit = Unit
intake-received = Received
intake-answer = To be accepted by { $intake } and resolved by { $resolution }.
intake-doubles = Other reports may be the same: see and merge
intake-open = Open the report
intake-another = Enter another
intake-elsewhere = Another unit handles this report.
