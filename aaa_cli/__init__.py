"""aaa: volgt een jaarplan dat in drie YAML-bestanden staat."""
