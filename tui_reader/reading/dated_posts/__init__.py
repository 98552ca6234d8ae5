"""Lists of dated posts in JSON of any make: what live blogs are, whoever's system wrote them."""
