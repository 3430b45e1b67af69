"""Speech to text: one short file per provider over one OpenAI-compatible client, and engines in a child process."""
