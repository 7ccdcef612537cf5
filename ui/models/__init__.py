"""View models: plain rows made of a plan, ready to be painted. They know the domain and no service."""
