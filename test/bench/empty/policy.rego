# The least policy that the engine loads: it refuses without looking. What an evaluation costs beyond it, the norms cost.
package sluis

verdict := {
	"canary": input.now,
	"outcome": "deny",
	"fields": [{"name": "hit", "treatment": "withhold", "waiting": false, "norms": ["-"]}],
	# The category is that of the question by which the engine sees whether its tables are there.
	"findings": [{"norm": "-", "effect": "deny", "category": "C-TSL"}],
	"missing": [],
	"obligations": [],
}

# METADATA
# entrypoint: true
decide := verdict

# METADATA
# entrypoint: true
act := verdict

# METADATA
# entrypoint: true
screen := {"canary": input.now, "records": records, "obligations": []}

records := [{"index": record.index, "released": false, "treatments": {}, "dropped": [], "norms": []} |
	some record in input.records
]
