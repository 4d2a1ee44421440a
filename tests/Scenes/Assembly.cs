// Scenes start real services and wait much: for the next code of a telephone, for mail that comes back. Two go beside one another on a machine of two cores; drills go alone.

[assembly: CollectionBehavior(MaxParallelThreads = 2)]
