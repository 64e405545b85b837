### What may be the same as a case.

doubles-title = Reports that may be the same
doubles-back = Back to the report
doubles-link = Find the same report
doubles-own = This report
doubles-others = May be one matter
doubles-none = No open report looks like this one.
doubles-because = Suggested because
doubles-same-picture = The photographs look the same
doubles-near = About { $metres } m apart
doubles-same-category = One category
doubles-same-day = Sent within one day
doubles-days-apart = Sent { $n ->
    [one] { $n } day
   *[other] { $n } days
} apart
doubles-picture = Photograph { $n } of { $reference }
doubles-merge = Merge { $later } into { $first }
doubles-cannot = They can't be merged now: the later report has moved too far, or others were merged into it.
doubles-merged = Merged into { $reference }
doubles-merged-more = Whoever reported still hears what happens there:
doubles-part = Separate it (undo)
doubles-companions = Merged into this one
doubles-companion-agreed = { $when } · confirmed the result
doubles-companions-hint = Open a report to separate it.
doubles-leads = Other reports were merged into this one, so it can't be merged itself.
doubles-by-hand = Merge by reference
doubles-into = Reference of the report that goes on
doubles-into-hint = This report goes on in the one with that reference, such as LN-7K3M-9QXF-2TA
doubles-by-hand-send = Merge
doubles-unknown = There is no report with that reference within your scope. Please check it.
doubles-changed = One of the two reports has just changed or can't be merged any more. Nothing was done: please look again.
doubles-recurs-title = Back again
doubles-recurs = The same matter at the same place was resolved in report { $reference } less than 180 days before.
doubles-ways = More to do with this report
