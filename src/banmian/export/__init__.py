"""Export: formats that archives and readers use, written from finished article documents."""
