# METADATA
# title: Fiscaal geheim van de Belastingdienst
# description: >-
#   Tax data stay within the execution of tax law, unless a statute obliges, a ministerial rule allows or the
#   Minister gave dispensation.
# custom:
#   id: AWR-01
#   act: AWR
#   article: AWR 67
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: deny
#   inferred: >-
#     That the statute obliges counts only in R3 to R5, and only towards a participant: elsewhere the WGS lays no
#     duty on the tax administration. What it holds as a result of a RIEC leaves by WGS 1.7 (I). The text read is of 2007; lid 2 and 3 as they are now were not read (U1).
#   title:
#     nl: Fiscaal geheim van de Belastingdienst
#     en: Secrecy of the tax administration
#   text:
#     nl: >-
#       De Belastingdienst houdt belastinggegevens geheim. Dat is anders als een wet verplicht tot levering, zoals
#       in een RIEC vanaf de gezamenlijke uitvoering, of als er een regeling of ontheffing is.
#     en: >-
#       The tax administration keeps tax data secret. That differs where a statute obliges it to provide, as in a
#       RIEC from joint execution on, or under a rule or dispensation.
#   remedies: [WAIT_FOR_PHASE, SIGNAL_TO_RIEC, RIEC_COVENANT]
package norms.awr.awr_01

import data.lib

findings contains {"norm": "AWR-01", "effect": "deny", "category": category} if {
	lib.from_tax_administration
	not lib.riec_result
	some category in secret
	not category in lifted
}

secret contains category if {
	some category in lib.categories
	"FISCAL" in lib.flags_by_category[category]
}

# The duty of WGS 1.5 lid 1 to provide is the statute of AWR 67 lid 2 onder a, as the lift table (6.3) says.
lifted contains category if {
	lib.wgs
	lib.state in {"R3", "R4", "R5"}
	lib.recipient_kind == "PARTICIPANT"
	some row in data.facts.lift
	row.secrecy == "AWR 67"
	row.regime == "WGS"
	some category in row.categories
	data.facts.categories[category].phase in row.phases
}

lifted contains category if {
	some basis in {"LB-AWR43CM", "LB-AWR67-3"}
	basis in lib.bases
	some category in secret
}
