// Scenes start real services on a machine of two cores: one after another, so that each has the time it would have in life.

[assembly: CollectionBehavior(DisableTestParallelization = true)]
