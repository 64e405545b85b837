### The same for several cases at once.

together-title = Several cases at once
together-back = ← The list of cases
together-which = The chosen cases
together-chosen = { $n ->
    [one] One case is chosen
   *[other] { $n } cases are chosen
}
together-choose = Choose
together-go = Do the same for the chosen cases
together-none = No case is chosen.
together-none-more = Mark cases in the list, then press “Do the same for the chosen cases”.
together-assign-send = Assign all
together-forward-send = Forward all
together-reply = Reply with a template
together-template = Template
together-template-hint = Reference, category, unit and deadline are filled in for each case.
together-who-reads = Who can read it?
together-only-reporter = Only who reported
together-everybody = Everybody (a public reply)
together-reply-send = Reply to all
together-needs-unit = Please choose the unit. The reason that you wrote is still there.
together-needs-reason = Please write why. The unit that you chose is still there.
together-needs-template = Please choose a template.
together-done = What became of them
together-counted = Done for { $done } of { $all } cases.
together-look-again = Look again at those not done
together-was-done = Done.
together-changed = Not done: it has changed meanwhile. Please open it.
together-not-now = Not done: it doesn't fit where the case stands.
together-not-there = Not done: this person or unit can't have the case.
together-other-category = Not done: this template is not for its category.
