"""The explorer: the page that `zhengmai serve` opens, its assets from elsewhere, and its picture without WebGL."""
