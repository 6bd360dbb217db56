package norms.uavg.uavg_03_test

import data.fixtures
import data.norms.uavg.uavg_03

withhold(names) := {{"norm": "UAVG-03", "effect": "treat", "treatment": "withhold", "fields": names}}

asked(changes) := fixtures.inquiry({"inquiry": object.union({"fields": ["aanslag_ozb", "bsn"]}, changes)})

test_silent_for_a_task_of_the_department_that_receives if uavg_03.findings == set() with input as asked({})

test_withholds_the_number_and_nothing_else_without_a_task if {
	every change in [{"task": null}, {"task": "WetBRP:1.4"}, {"purpose": "P-BEL"}] {
		uavg_03.findings == withhold(["bsn"]) with input as asked(change)
	}
}

test_withholds_from_a_department_whose_organ_lacks_the_task if {
	uavg_03.findings == withhold(["bsn"]) with input as asked({"recipient": {"department": "WI"}})
}

test_withholds_every_number_inside_a_record if {
	people := {"source": "BZ/personen", "fields": ["adres", "huishouden[].bsn", "kinderen_bsn"], "task": null}
	uavg_03.findings == withhold(["huishouden[].bsn", "kinderen_bsn"]) with input as asked(people)
}

to(organ) := {"recipient": {"organ": organ, "department": null}}

provincial := {"regime": "BILATERAL", "purpose": "P-HAND", "task": "Provinciewet:158"}

test_silent_for_another_authority_in_its_own_task if {
	uavg_03.findings == set() with input as asked(object.union(provincial, to("PROV")))
}

test_withholds_from_another_authority_in_somebody_elses_task if {
	uavg_03.findings == withhold(["bsn"]) with input as asked(object.union(provincial, to("NLA")))
	uavg_03.findings == withhold(["bsn"]) with input as asked(to("POL"))
	uavg_03.findings == withhold(["bsn"]) with input as asked(object.union(to("PROV"), {"task": "Provinciewet:158"}))
}

test_withholds_from_private_parties_and_the_public if {
	every organ in ["BANK", "PUBLIEK"] {
		uavg_03.findings == withhold(["bsn"]) with input as asked(to(organ))
	}
}

riec(changes) := fixtures.riec({"inquiry": object.union({"fields": ["bsn"]}, changes)})

test_silent_for_participants_of_a_riec if uavg_03.findings == set() with input as riec({})

test_withholds_outside_the_participants_and_the_purposes_of_a_riec if {
	uavg_03.findings == withhold(["bsn"]) with input as riec(to("ZVH"))
	uavg_03.findings == withhold(["bsn"]) with input as riec({"purpose": "P-HAND"})
}

test_silent_where_no_number_is_asked if {
	uavg_03.findings == set() with input as fixtures.inquiry({"inquiry": {"task": null}})
}
