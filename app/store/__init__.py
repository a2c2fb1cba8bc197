"""The graph engine behind narrow ports: one writer, snapshots, and readers that can be killed."""
