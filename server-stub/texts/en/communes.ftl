### The cases of a list on the map of communes.

communes-title = Cases by commune
communes-link = Map of communes
communes-back = ← The list of cases
communes-cases = Cases: { $n }
communes-at-least = Cases: at least { $n }
communes-picture = Map of the communes. The list below has the same numbers and the same links.
communes-legend = Cases
communes-range = { $from }–{ $to }
communes-which = Communes with cases
communes-partly = Only the first { $n } cases of the list were counted; the numbers below may be higher. Choose a commune to see all of its cases.
communes-none = Communes without cases here
communes-none-at-all = There are no cases here.
communes-narrowed = Narrowed by
communes-widen = Clear
communes-chosen = Chosen
communes-every = See the list of every commune
