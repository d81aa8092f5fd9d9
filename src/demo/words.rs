//! Sentences of made-up people. All of it is invented; no team ever said it.

use crate::model::Light;

use super::chance::Chance;

/// Sentences about one dimension.
#[derive(Debug)]
pub struct TopicWords {
    /// The dimension's present key.
    pub key: &'static str,
    /// Comments of those who are happy with it.
    pub bright: [&'static str; 4],
    /// Comments of those who are not.
    pub gloomy: [&'static str; 4],
    /// Notes for green, yellow and red, in this order.
    pub notes: [&'static str; 3],
    /// Actions that a team may agree on.
    pub actions: [&'static str; 3],
}

impl TopicWords {
    /// Picks a comment of somebody who votes this light.
    pub fn comment(&self, light: Light, chance: &mut Chance) -> Option<&'static str> {
        let bright = match light {
            Light::Green => true,
            Light::Yellow => chance.one_in(2),
            Light::Red => false,
        };
        chance.pick(if bright { &self.bright } else { &self.gloomy }).copied()
    }

    /// The note for a light that is agreed.
    pub const fn note(&self, light: Light) -> &'static str {
        let [green, yellow, red] = self.notes;
        match light {
            Light::Green => green,
            Light::Yellow => yellow,
            Light::Red => red,
        }
    }
}

/// Finds the words of a dimension; any other gets words that fit everywhere.
pub fn topic(key: &str) -> &'static TopicWords {
    TOPICS.iter().find(|topic| topic.key == key).unwrap_or(&ANYTHING)
}

static ANYTHING: TopicWords = TopicWords {
    key: "",
    bright: [
        "Works for me.",
        "Better than I expected.",
        "We fixed what bothered me.",
        "No complaints.",
    ],
    gloomy: [
        "This wears me out.",
        "We keep talking and nothing moves.",
        "I gave up on it.",
        "It was better once.",
    ],
    notes: [
        "Short talk, nothing to do.",
        "Half of us had not thought about it before.",
        "We will ask again next time.",
    ],
    actions: [
        "Talk about it over lunch",
        "Ask the neighbouring team how they do it",
        "Write down what we expect",
    ],
};

static TOPICS: [TopicWords; 11] = [
    TopicWords {
        key: "easy-to-release",
        bright: [
            "I released before my first coffee.",
            "Rolling back took two minutes.",
            "Nobody announces releases any more, they just happen.",
            "Friday afternoon and I was not afraid.",
        ],
        gloomy: [
            "The queue for staging is longer than the work.",
            "Only two of us dare to press the button.",
            "The checklist has 31 steps, and I skipped one.",
            "We wait for the approval board, again.",
        ],
        notes: [
            "Everyone has released at least once since last time.",
            "The database migration is the one step still done by hand.\n\
             Nobody wants to be the one who does it.",
            "The pipeline blocks us about twice a week, mostly on flaky browser tests.",
        ],
        actions: [
            "Cut the pipeline to ten minutes",
            "Script the migration step",
            "Let every one of us release once",
        ],
    },
    TopicWords {
        key: "suitable-process",
        bright: [
            "Our planning fits on one page now.",
            "I like that we dropped the estimates.",
            "The board says what is true.",
            "We stopped one meeting and nobody noticed.",
        ],
        gloomy: [
            "Three tools for one ticket.",
            "The stand-up is a report to nobody.",
            "We plan two weeks and throw it away on day three.",
            "I do not know what done means for us.",
        ],
        notes: [
            "Working from one board has settled down.",
            "Two people read the process as rules, the rest as advice.",
            "We agreed that the refinement is too long for what comes out of it.",
        ],
        actions: [
            "Try a month without estimates",
            "Keep refinement to half an hour",
            "Write down what done means",
        ],
    },
    TopicWords {
        key: "tech-quality",
        bright: [
            "I changed the tax rules without fear.",
            "The tests caught me twice this week.",
            "The old importer is gone at last!",
            "New code reads like one person wrote it.",
        ],
        gloomy: [
            "Every change in billing breaks something far away.",
            "The test suite takes longer than lunch.",
            "We patch the patches.",
            "There are files nobody opens on purpose.",
        ],
        notes: [
            "Reviews got smaller, and better with it.",
            "Upgrading the framework freed a lot of code.\n\
             We should do the same with the job queue.",
            "The billing module is what everybody means when they say red.",
        ],
        actions: [
            "Delete the old importer",
            "One afternoon a week for the billing tests",
            "Upgrade the job queue",
        ],
    },
    TopicWords {
        key: "value",
        bright: [
            "A customer wrote to say thanks.",
            "Support calls about refunds went down by half.",
            "I can tell my family what I built.",
            "The demo got applause, honestly.",
        ],
        gloomy: [
            "We built it and nobody switched it on.",
            "I have not seen a user this year.",
            "Half of it was for one loud stakeholder.",
            "We count features and not what they change.",
        ],
        notes: [
            "The refund page is the thing we are proud of.",
            "Two finished features are still behind a switch.",
            "We do not hear what happens after a release.",
        ],
        actions: [
            "Sit in on support for a morning each",
            "Switch on the two hidden features",
            "Call five customers",
        ],
    },
    TopicWords {
        key: "flow",
        bright: [
            "Picked it up on Monday, live on Wednesday.",
            "Nothing of mine waited this week.",
            "Fewer things at once, more things done.",
            "I finished something before I started the next.",
        ],
        gloomy: [
            "My ticket waited nine days for a review.",
            "We start everything and finish nothing.",
            "Interrupted four times before noon.",
            "Blocked by the platform team since Thursday.",
        ],
        notes: [
            "A limit of three things in progress helped more than we thought.",
            "Interruptions from sales come to the same two people.",
            "Reviews are where work waits. The numbers say four days, the feeling says more.",
        ],
        actions: [
            "Review before you start something new",
            "At most three things in progress",
            "One person a week takes interruptions",
        ],
    },
    TopicWords {
        key: "mission",
        bright: [
            "I know why this quarter matters.",
            "The visit to the warehouse changed how I see it.",
            "We could say no, because the goal was clear.",
            "It feels like one product again.",
        ],
        gloomy: [
            "The goal changed twice since the last check.",
            "I read about our strategy in the newsletter.",
            "We do what is asked, but why?",
            "Nobody could finish the sentence 'we exist to'.",
        ],
        notes: [
            "The new goal is understood, and it is ours.",
            "We want to hear the numbers first hand.",
            "Everyone wrote the mission on a card. There were four different ones.",
        ],
        actions: [
            "Write the mission together, in one sentence",
            "Ask for the numbers every month",
            "Visit the warehouse",
        ],
    },
    TopicWords {
        key: "fun",
        bright: [
            "I laughed a lot this month.",
            "The bug hunt with cake was great.",
            "I look forward to Mondays, mostly.",
            "Good people, good jokes.",
        ],
        gloomy: [
            "It has become quiet in here.",
            "All work, and the work is dull.",
            "We have not celebrated anything since spring.",
            "Calls all day, and nobody's camera is on.",
        ],
        notes: [
            "The mood is good even where the work is not.",
            "We forgot to celebrate the launch.",
            "People miss the days in one room.",
        ],
        actions: [
            "Celebrate the launch, late is fine",
            "One day a month in one room",
            "Pair on the dull tickets",
        ],
    },
    TopicWords {
        key: "learning",
        bright: [
            "I learnt to read query plans.",
            "The reading hour is the best hour of my week.",
            "Pairing with the data team taught me their whole domain.",
            "We tried, it failed, and we know why.",
        ],
        gloomy: [
            "I have done the same thing for a year.",
            "Learning happens in my evenings.",
            "We postponed the workshop a third time.",
            "No time to look left or right.",
        ],
        notes: [
            "Short talks on Thursday work because nobody prepares slides.",
            "We learn from incidents and forget it by the next one.",
            "The learning budget is untouched.",
        ],
        actions: [
            "Book the workshop, with a date",
            "Short talks on Thursday",
            "Keep a page of what incidents taught us",
        ],
    },
    TopicWords {
        key: "support",
        bright: [
            "Asked in the morning, solved by noon.",
            "The platform team answered within the hour.",
            "Legal gave us a person to call.",
            "I never felt alone with it.",
        ],
        gloomy: [
            "My request has been in their queue since last month.",
            "Nobody knows whom to ask about certificates.",
            "We get a form instead of an answer.",
            "I stopped asking.",
        ],
        notes: [
            "A named contact in legal made the difference.",
            "Three of us asked the same question without knowing it.",
            "Requests to the platform team wait about two weeks.",
        ],
        actions: [
            "Agree on a contact with the platform team",
            "One channel for our questions",
            "Write down whom to ask for what",
        ],
    },
    TopicWords {
        key: "teamwork",
        bright: [
            "Somebody took my ticket when I was ill, unasked.",
            "We argue well.",
            "Mobbing on the hard one was worth it.",
            "I can say that I do not know.",
        ],
        gloomy: [
            "Everybody sits with their own ticket.",
            "We are two teams in one room.",
            "I heard of the decision afterwards.",
            "The back end does not talk to the front end.",
        ],
        notes: [
            "The two newcomers feel welcome, and said so.",
            "Decisions made in the corridor reach half of us.",
            "We have put off the argument about the rewrite for the third time.",
        ],
        actions: [
            "Write decisions down where all can see them",
            "Work in pairs two days a week",
            "Swap back end and front end once",
        ],
    },
    TopicWords {
        key: "on-call",
        bright: [
            "Slept through my whole week.",
            "The runbook just worked.",
            "Two alerts, both real.",
            "Handover took ten minutes.",
        ],
        gloomy: [
            "Woken four times, for nothing.",
            "Alerts that nobody understands.",
            "I was on call for something I have never seen.",
            "The same disk fills up every Sunday.",
        ],
        notes: [
            "Quiet since we threw away half of the alerts.",
            "Three people carry the rota, and it shows.",
            "Most of the nightly alerts come from two noisy checks.",
        ],
        actions: [
            "Delete the two noisy alerts",
            "Everyone shadows one week on call",
            "Grow the log disk before Sunday",
        ],
    },
];
