### What a form still lacks.

needs-title = Not saved yet
needs-empty = Please write something before sending.
needs-too-long = The text is longer than { $limit } characters. Please shorten it.
needs-too-large = This is too long to be sent. What you wrote is all still below: shorten it to { $limit } characters at most, or copy it to another place.
needs-photographs-many = At most { $limit } photographs of the result can be sent.
needs-photograph-large = Photograph { $n } is larger than { $megabytes } MB. Please choose a smaller one.
needs-photograph-unreadable = File { $n } is not a JPEG photograph that can be read. Please take it again or choose another one.
needs-choose-again = A page can’t keep the photographs that were chosen: please choose them again before sending.
needs-unit = Please choose a unit from the list.
needs-other-unit = The case is with this unit already. Please choose another one.
needs-unit-not-concerned = This report is about the staff of that very place: nobody there would see it. Please choose another unit.
needs-user = The unit has no such officer. Please choose from the list.
needs-level = Please choose a level.
needs-remedy = Please say how far the remedy goes: lasting or temporary.
needs-into = It can’t be merged into a report with this reference. Please check it: that report must be open and within your sight.
needs-belongs = Please say where it belongs.
needs-cause = Please write the cause.
needs-proof = A photograph of the result is needed, or why there is none.
