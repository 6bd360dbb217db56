# Named questions about police data outside a RIEC. The secrecy of Wpg 7 is closed: only the routes of Wpg 16, 18, 19
# and 20 carry them, each under a basis of its own, and no task or protocol opens another.
package lib

# Participants of a RIEC have routes that no table names yet, so about their questions WPG-01 and WPG-02 are silent.
# Informant data have no route at all: WPG-07.
police_asked contains category if {
	not wgs
	source.organ in {"POL", "KMAR"}
	not data.facts.organs[input.caller.organ].kind == "PARTICIPANT"
	some category in categories
	category in {"C-POL8", "C-POL9", "C-POL10", "C-POL10B"}
}

# What one of the routes carries, the incidental one also while its judgement is absent.
police_carried contains category if some category in police_carried_structurally

police_carried contains category if {
	incidental
	some category in categories
}

# What goes without a special case: naming Wpg 19 or 20 beside such a route takes nothing away from it.
police_carried_structurally contains "C-POL8" if for_public_order

police_carried_structurally contains "C-POL8" if under_an_agreement

police_carried_structurally contains category if {
	in_a_partnership
	some category in categories
}

# Police data, by who collected them or what they are (Bpg-boa: of boa's too).
of_police(part) if part.origin in {"KMAR", "POL"}

of_police(part) if part.category in {"C-BOA", "C-POL10", "C-POL8", "C-POL9"}

# Parts of what is held that the police or the marechaussee is the origin of, whoever holds them now.
police_parts contains name if {
	some name, part in asked_parts
	part.origin in {"KMAR", "POL"}
}

# Wpg 7 lid 2: kept to the purpose they were received for, by the organ that received them, where a department asks for
# its task.
police_parts_kept_to_purpose contains name if {
	input.caller.organ == input.holding.organ
	input.inquiry.recipient.organ == input.holding.organ
	own_task
	recipient_has_task
	outside_a_case
	some name in police_parts
	input.inquiry.purpose in asked_parts[name].receivedFor
}

public_order_purposes := {"P-OO", "P-13B", "P-174A"}

# Wpg 16 lid 1 b: to the mayor, through a department that works on the task.
for_public_order if {
	"LB-WPG16B" in bases
	source.organ == "POL"
	input.inquiry.purpose in public_order_purposes
	input.inquiry.recipient.organ == "BGM"
	recipient_works_on_task
	input.inquiry.reasoned.necessity == true
	about_one
}

# Wpg 18: to supervisors of a statute that the Bpg designates, as the agreement with the police records.
under_an_agreement if {
	"LB-WPG18" in bases
	input.inquiry.purpose == "P-TOEZ"
	recipient_works_on_task
	about_one
	some attestation in counts
	attestation.type == "DOC_AGREEMENT"
	attestation.details.designated == true
	attestation.details.statute == input.inquiry.task
}

# Wpg 19: for one of its four goals (the basis counts for no other purpose), about somebody or something in particular,
# and asked of who processes the data. What others hold goes by WPG-06.
incidental if {
	"LB-WPG19" in bases
	not names_holding
	recipient_has_task
	about_one
	input.inquiry.subject.key != ""
}

# The authority agrees, and nobody of it refused.
special_case_agreed if {
	incidental
	["SPECIAL_CASE", null] in upheld
}

# Routes that carry more than art. 8 and 13 data: what a narrower one beside them leaves behind may go by these.
of_other_articles if special_case_agreed

of_other_articles if in_a_partnership

# Wpg 20 lid 1: the decision counts for the department that it names (scope of DOC_DECISION).
in_a_partnership if {
	"LB-WPG20-1" in bases
	recipient_kind == "DEPT"
	about_one
}

about_one if input.inquiry.mode in {"HITNOHIT", "DETAIL"}

recipient_works_on_task if {
	input.inquiry.recipient.organ in task.organs
	input.inquiry.recipient.department in task.departments
}

# Some tasks belong to a whole organ.
recipient_has_task if recipient_works_on_task

recipient_has_task if {
	input.inquiry.recipient.organ in task.organs
	task.departments == null
}
