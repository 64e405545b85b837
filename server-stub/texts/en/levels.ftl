### How pressing a case is.

levels-urgent = Urgent
levels-normal = Normal
levels-complex = Complex
