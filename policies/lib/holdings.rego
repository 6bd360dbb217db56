# Named questions about information that is held: the same shape as a dataset of the catalogue, and its parts.
package lib

# Who brings in and looks after information that belongs to no case (I).
keepers := {"R-CAS", "R-JZ", "R-OWN", "R-PRIV", "R-REG"}

names_holding if startswith(input.inquiry.source, "holding/")

# What never goes to anybody is in no answer, not even as something that is refused: its part is as one that is not there.
# Not processed lawfully (AVG 5 lid 1 onder a), removed, of an informant, or police data of an article that no rule lets
# go or that nobody stated (Wpg 14 lid 2, 12, 18 to 20) (I).
held_parts := {name: part | some name, part in input.holding.parts; can_go(part)}

held_fields := {name: field |
	some name, field in input.holding.fields
	held_parts[field.part]
	not "REMOVED" in field.flags
}

# Parts of what is asked with data that this dataset of the catalogue has, from its own house (I).
held_of(code) := {name |
	dataset := data.facts.sources[code]
	categories_of_dataset := {field.category | some field in dataset.fields}
	some name, part in asked_parts
	part.category in categories_of_dataset
	some organ in ({part.origin} | sources_of(part))
	of_one_house(dataset.organ, organ)
}

# Who brought it in does not open it for others on their word alone: their own department has it already (I).
only_word_of_asker if {
	input.holding.ofCaller
	not for_own_department
}

for_own_department if {
	input.inquiry.recipient.organ == input.caller.organ
	input.inquiry.recipient.department == input.caller.department
}

can_go(part) if {
	part.lawful == true
	may_be_provided(part)
}

may_be_provided(part) if {
	not "REMOVED" in part.flags
	not part.category in {"C-POL10B", "C-POL12"}
	article_can_go(part)
}

article_can_go(part) if part.wpgArticle in {"8", "9", "10a", "10c", "13"}

article_can_go(part) if {
	is_null(part.wpgArticle)
	not part.origin in {"KMAR", "POL"}
}

held_source := {
	"organ": input.holding.organ,
	"department": input.holding.department,
	"origin": input.holding.organ,
	"collectedFor": {purpose | some part in held_parts; some purpose in part.receivedFor},
	"lawful": true,
	"fields": held_fields,
	"control": {"date": null, "wpgArticle": null, "brpSecret": null, "subject": null, "persons": []},
} if {
	names_holding
	count(held_parts) > 0
}

# What is asked of each part: field names, or for a question about existence its category (units, as elsewhere).
units_of_part[name] contains unit if {
	not about_existence
	some unit in input.inquiry.fields
	name := held_fields[unit].part
}

units_of_part[name] contains part.category if {
	about_existence
	some name, part in held_parts
}

units_of_part[field.part] contains field.category if {
	about_existence
	some field in held_fields
}

asked_parts := {name: held_parts[name] | some name, _ in units_of_part}

# Flags of what is asked of each part: its own, and those of the fields that are touched and of their categories.
flags_of_part[name] contains flag if {
	some name, part in asked_parts
	some flag in part.flags
}

flags_of_part[part] contains flag if {
	some part, units in units_of_part
	some category in (units | {held_fields[unit].category | some unit in units})
	some flag in data.facts.categories[category].flags
}

flags_of_part[field.part] contains flag if {
	some name, field in held_fields
	count({name, field.category} & units_of_part[field.part]) > 0
	some flag in field.flags
}

result if {
	names_holding
	input.holding.kind == "RESULT"
}

# Of every part it is known what it is, where it came from and for what it was received, and a field is what its part is:
# norms that speak of a category speak of both.
provenance_known if {
	every field in input.holding.fields {
		field.category == input.holding.parts[field.part].category
	}
	count(input.holding.parts) > 0
	every part in input.holding.parts {
		data.facts.categories[part.category]
		data.facts.organs[part.origin]
		count(part.receivedFor) > 0
		every purpose in part.receivedFor {
			data.facts.purposes[purpose]
		}
	}
}

# Without a case, information is kept by an officer of the municipal organ that holds it.
keeps_files if {
	is_null(input.case)
	some role in input.caller.roles
	role in {"R-OWN", "R-REG", "R-CAS", "R-JZ", "R-PRIV"}
	input.caller.organ == input.holding.organ
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}
