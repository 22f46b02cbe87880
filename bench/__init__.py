"""Load and scale measurements: `make bench` writes `bench/RESULTS.md`."""
