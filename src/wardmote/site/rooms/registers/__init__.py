"""The room of registers: every register that is defined gets its pages here, from its definition alone."""
