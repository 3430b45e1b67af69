"""On-device engines, in a child process: native code may crash or hog the interpreter."""
