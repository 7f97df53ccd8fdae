"""Labels, and the training and measuring of our own recogniser. Nothing at run time imports this package."""
