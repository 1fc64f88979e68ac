"""The synthetic year: places, people, population, tasks, draws, inspections, publicity."""
