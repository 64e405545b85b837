### Deadlines in words.

clocks-title = Deadlines
clocks-intake = Accept by
clocks-resolution = Resolve by
clocks-left = { $time } left
clocks-late = Overdue by { $time }
clocks-kept = This step is over
clocks-until = until { $when }
clocks-basis = Basis: { $basis }
clocks-moment = less than a minute
clocks-was = was due { $when }
clocks-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
clocks-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
clocks-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
clocks-stands = Stands still
clocks-before = before it was stopped: due { $when }
