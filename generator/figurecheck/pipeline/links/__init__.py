"""What the built site points to: every address in its pages, feeds, style sheets and data must lead somewhere."""
