# Each morning's mail to officers: counts and references only.
digest-subject = Lắng Nghe: what waits on { $day }
digest-overdue = Overdue: { $count }
digest-today = Due today: { $count }
digest-fresh = New since the last working morning: { $count }
digest-leader = Waiting for the leader’s word: { $count }
digest-more = … and more, in the list
digest-link = Open the list: { $url }
digest-why = This mail is sent automatically on working mornings when there is something to tell. Please do not answer it.
