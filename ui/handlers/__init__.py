"""What happens on each action of a user: plain functions from the knowledge base to views."""
