"""An invented province: its exports, and what the product shows of them."""
