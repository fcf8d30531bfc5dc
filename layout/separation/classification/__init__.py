"""What the candidates of a page are: articles, and how surely whole, or advertisements, indexes and staff boxes."""
