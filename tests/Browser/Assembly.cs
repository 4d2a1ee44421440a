// Browser scenes wait much: for pages, for the next code of a telephone. Two go beside one another on a machine of two cores, each class with a line and a browser of its own.

[assembly: CollectionBehavior(MaxParallelThreads = 2)]
