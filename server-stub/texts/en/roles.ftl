### Who is signed in.

roles-officer = Officer
roles-leader = Approving leader
roles-coordinator = Coordinator
roles-admin = Administrator
roles-every-unit = Every unit
