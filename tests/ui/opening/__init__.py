"""Opening, unlocking, locking and recovering, in real windows on real files."""
