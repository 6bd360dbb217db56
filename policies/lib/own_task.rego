# Lawful places for a task of one's own in the gemeente: without a case about one subject, or in a state of the municipal
# track that answers. Naming another regime in a case opens nothing.
package lib

own_task if {
	recipient_kind == "DEPT"
	caller_holds_task
	recipient_holds_task
	purpose_fits_task
	regime_fits_purpose
}

# Never in bulk: outside a case only about somebody or something.
outside_a_case if {
	input.inquiry.regime in {"MONO", "BILATERAL"}
	single_question
}

# One question that names no case, whatever its regime.
single_question if {
	input.inquiry.namesCase == false
	input.inquiry.mode in {"HITNOHIT", "DETAIL"}
}

on_the_municipal_track if {
	bgp
	state_allows_mode
}

# Who executes municipal tax. The answer passes through the hands of who asks, so naming the tax department as recipient
# does not help.
tax_department if {
	input.caller.department in {"BEL", "WOZ"}
	input.inquiry.recipient.department in {"BEL", "WOZ"}
}

# Who grants social assistance for the college; asked and received there, as with tax.
assistance_department if {
	input.caller.department == "WI"
	input.inquiry.recipient.department == "WI"
}

# Data of a department for the task it collected them for: asked and received there, for the organ that holds them.
own_data if {
	not names_holding
	own_task
	outside_a_case
	input.inquiry.purpose in collected_for
	input.caller.organ == source.organ
	input.inquiry.recipient.organ == source.organ
	input.caller.department == source.department
	input.inquiry.recipient.department == source.department
	input.inquiry.reasoned.necessity == true
}

# Social support and youth help in the hands of who gives them for the college.
own_care contains category if {
	own_data
	some category in (categories & care_of[input.inquiry.purpose])
}

care_of := {"P-JGD": {"C-JGD"}, "P-WMO": {"C-WMO"}}
