package norms.mn.mn_08_test

import data.fixtures
import data.norms.mn.mn_08

show := {{"norm": "MN-08", "effect": "oblige", "obligation": "SHOW_REMEDY"}}

test_obliges_for_inquiries if {
	mn_08.findings == show with input as fixtures.inquiry({})
	mn_08.acts == set() with input as fixtures.inquiry({})
}

test_obliges_for_acts if {
	mn_08.acts == show with input as fixtures.act("open", {})
	mn_08.findings == set() with input as fixtures.act("open", {})
}
