### The cases of a list on the map of communes.

communes-title = Cases by commune
communes-link = Map of communes
communes-back = ← The list of cases
communes-cases = Cases: { $n }
communes-at-least = Cases: at least { $n }
communes-perhaps = not all looked at
communes-picture = Map of the communes. The list below has the same numbers and the same links.
communes-legend = Cases
communes-range = { $from }–{ $to }
communes-which = Communes with cases
communes-partly = Where there are many cases, only some were looked at: a number with “at least” (with a + on the map) may be higher. Choose the commune to see all of its cases.
communes-none = Communes without cases here
communes-none-at-all = There are no cases here.
communes-narrowed = Narrowed by
communes-widen = Clear
communes-chosen = Chosen
communes-every = See the list of every commune
