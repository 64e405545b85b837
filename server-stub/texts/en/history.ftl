### What happened to a case.

history-title = History
history-citizen = The citizen
history-system = The system
history-someone = An officer
history-received = filed the report
history-answered =
    { $n ->
        [one] added an answer to the category’s questions
       *[other] added { $n } answers to the category’s questions
    }
history-photograph = A photograph arrived
history-status = changed the status: { $status }
history-status-shown = changed the status: { $status }; photographs of the result: { $n }
history-reply = replied to the citizen
history-note = wrote an internal note
history-clocks = Deadlines set: accept by { $intake }; resolve by { $resolution }
history-said = added
history-attached = added photographs to the report
history-supported = Another citizen has the same problem
history-rated = rated it { $stars }/5
history-contact = left contact data (kept apart, not shown here)
history-erased = erased words, as asked for (entries { $entries } of the history)
history-number = Entry { $n }
history-gone = What this entry said was erased, as asked for.
history-erased-with-photographs = erased words, as asked for (entries { $entries } of the history), and photographs: { $n }
history-given-to = handed it to { $unit }
history-assigned = assigned it to { $name }
history-unassigned = took the assignment back
history-paused = stopped the clocks
history-resumed = The clocks run again
history-level-set = changed the level: { $level }
history-proposed = asked the leader to approve the result
history-published = replied in public
history-merged = merged it into report { $reference }
history-parted = separated it from the report it was merged into
history-agreed = confirmed that the result of the report it was merged into is theirs too
history-joined = merged report { $reference } into this one
history-left = separated report { $reference } from this one
history-followed = Report { $reference } changed its status: { $status }
history-heard-paused = The clocks of report { $reference } stand still
history-heard-resumed = The clocks of report { $reference } run again
history-heard-given-to = Report { $reference } was handed to { $unit }
history-belongs = It belongs to: { $where }
history-cause = Cause: { $cause }
history-temporary = A temporary remedy
history-lasting = A lasting remedy
history-without-photograph = No photograph of the result: { $why }
history-recurs = Back again: the same matter at the same place as report { $reference }, which was resolved
history-covered = covered parts of a photograph for the public
history-text-published = made the text public
history-text-unpublished = took the text back from the public
history-photograph-published = made a photograph public
history-photograph-unpublished = took a photograph back from the public
history-rescheduled = { $dates }, because: { $why }
history-intake-moved = The date to be taken by moved from { $from } to { $to }
history-resolution-moved = The date to be resolved by moved from { $from } to { $to }
