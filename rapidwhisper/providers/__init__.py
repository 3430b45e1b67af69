"""Speech to text: one short file per provider over one client, and engines in a child process."""
