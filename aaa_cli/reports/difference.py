def lines(found, names):
    return [f"{c.item.id}: {c.field} {c.old} → {c.new}" for c in found]


def fields(found):
    return {
        "schema_version": 1,
        "changes": [
            {"file": c.item.file, "id": c.item.bare, "kind": c.kind, "field": c.field, "old": c.old, "new": c.new}
            for c in found
        ],
    }
