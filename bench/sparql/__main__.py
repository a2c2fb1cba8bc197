"""``python -m bench.sparql``."""

if __name__ == "__main__":
    # Processes of clients import this file, too, and need nothing of what the command needs.
    from bench.sparql.command import main

    main()
