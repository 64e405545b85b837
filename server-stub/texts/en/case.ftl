### One case.

case-back = List of cases
case-reference = Reference
case-said = The citizen wrote
case-without-words = The citizen wrote nothing; see the photographs.
case-erased = What the report said was erased, as the person asked for.
case-erased-too = Erased, as asked for.
case-answers = Answers to the category’s questions
case-answers-unknown = Question “{ $code }” (no longer in the catalogue)
case-noticed = Noticed { $when } (by the phone’s clock)
case-received = Received by the server { $when }
case-photographs = Photographs
case-photographs-counted = { $sent } of { $total } photographs have come
case-photograph = Photograph { $n } of { $total }, sent by the citizen
case-photograph-open = Open photograph { $n } in full size
case-photograph-choose = Show photograph { $n }
case-photograph-missing = Photograph { $n } hasn’t come yet
case-photographs-wait = The photographs are still on the citizen’s phone and come by themselves once it has a signal. The case can be handled from now on.
case-photographs-none = This report has no photographs.
case-results = Photographs after the work
case-result = Photograph { $n } of { $total }, taken after the work
case-result-open = Open photograph { $n } of the result in full size
case-place = Place
case-point = Coordinates
case-accuracy = accurate to about { $metres } m
case-without-point = No coordinates; the citizen chose the commune by hand.
case-map = Map of { $commune }
case-map-with-point = Map of { $commune }, with a dot at the place that the citizen sent
case-steps = Next step
case-steps-none = There is no step for an officer to take at this point.
case-reply = Reply to the citizen
case-reply-text = Your reply
case-reply-hint = The citizen reads it on the phone after its next connection, without a signal too.
case-reply-send = Send the reply
case-note = Internal note
case-note-text = Your note
case-note-hint = Only officers read it. The citizen doesn’t see it.
case-note-save = Save the note
case-supporters =
    { $n ->
        [one] 1 more person has the same problem
       *[other] { $n } more people have the same problem
    }
case-unit = Unit
case-level = Level
case-waits-for = Waits for
case-waits-for-unit = the unit
case-waits-for-leader = the leader’s approval
case-waits-for-citizen = the citizen’s answer
case-assignee = Seen to by
case-assignee-none = nobody yet
case-origin = Came by
case-origin-app = the app
case-origin-phone = telephone
case-origin-in-person = a visit
case-origin-paper = paper
case-origin-other-system = another system
case-paused = The clocks stand still since { $when }
case-merged = Merged into report { $reference }
case-companions =
    { $n ->
        [one] 1 other report was merged into this one
       *[other] { $n } other reports were merged into this one
    }
case-companions-agreed =
    { $n ->
        [one] 1 other report was merged into this one; { $agreed }/1 of its reporters confirmed the result
       *[other] { $n } other reports were merged into this one; { $agreed }/{ $n } of their reporters confirmed the result
    }
case-answer-by = The citizen can confirm it, or say that it isn’t done, until { $when }; then the case closes by itself.
case-concerns = It is about a unit’s own staff: that unit doesn’t see this case.
case-proposal-erased = What was proposed has been erased on request and can’t be approved any more: send it back, so that the unit writes it anew.
case-proposal = The result that waits for approval
case-more-steps = Other steps
