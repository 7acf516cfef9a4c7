"""The same notebooks where faculty edit them."""
