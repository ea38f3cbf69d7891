"""Attribution and chance."""
