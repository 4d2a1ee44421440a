// Browser scenes share one machine of two cores: one after another.

[assembly: CollectionBehavior(DisableTestParallelization = true)]
