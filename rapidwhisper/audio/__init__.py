"""The microphone: recorder, devices, voice activity and the journal on disk."""
