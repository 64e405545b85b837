### Two officers at once.

conflict-title = The case has just changed
conflict-happened = While you worked, something new happened to this case. Nothing of your form was saved.
conflict-safe = What you wrote is still here, below.
conflict-way-out = Look at what is new, then send again if it is still needed.
conflict-wrote = What you wrote
conflict-again = Still do it: { $action }
conflict-no-longer = The step “{ $action }” can’t be done in the present status. Copy your words if you need them.
conflict-see = See the case as it is now
