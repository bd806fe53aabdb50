// Live inbox.
