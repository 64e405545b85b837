### The list of cases.

list-title = Cases
list-filter = Filter the cases
list-open = Open
list-late = Overdue
list-soon = Due soon
list-paused = Paused
list-all = All
list-counted = Cases: { $count }
list-counted-more = Cases: more than { $count }
list-photographs = Photographs { $sent }/{ $total }
list-came = Came { $when }
list-without-words = (No words, only photographs)
list-pages = Pages
list-previous = Previous page
list-next = Next page
list-empty-open = No open cases are left.
list-empty-open-more = A new report shows here as soon as its words arrive, even before its photographs do.
list-empty-other = There are no cases here.
list-see-open = See the open cases
