"""Are the rules really held by their tests? Each comparison, boolean operator and number is changed, one at a time."""
