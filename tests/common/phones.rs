//! Phones for tests: what a voting server would tell of them, without a server.

use squadcheck::app::Msg;
use squadcheck::app::voting::{
    Given, OpenServer, Published, SeatId, VotingAnswer, VotingJob, VotingNews, VotingRequest,
};
use squadcheck::model::{Answer, Ballot, Light, Submission, SubmissionId, Vote};
use squadcheck::seal::SealedBallots;

use crate::test_app::TestApp;

impl TestApp {
    /// The server that was asked for listens.
    pub fn server_opens(&mut self) -> &mut Self {
        let open = OpenServer {
            url: "http://192.168.178.23:7373/K7QM2".to_owned(),
            interface: Some("wlan0".to_owned()),
            port: 7373,
            addresses: 2,
        };
        self.tell(Msg::Voting(VotingNews::Opened(Ok(open))));
        self
    }

    /// A request comes, and is answered.
    pub fn asks(&mut self, request: VotingRequest) -> VotingAnswer {
        self.voting.retain(|job| !matches!(job, VotingJob::Answer { .. }));
        self.tell(Msg::Voting(VotingNews::Request { number: 7, request }));
        let answers = self.voting.iter().filter_map(|job| match job {
            VotingJob::Answer { number: 7, answer } => Some(*answer),
            _ => None,
        });
        let answers: Vec<_> = answers.collect();
        assert_eq!(answers.len(), 1, "each request is answered once");
        answers[0]
    }

    /// A phone joins, in a named check under a name.
    pub fn joins(&mut self, name: Option<&str>) -> VotingAnswer {
        let name = name.map(str::to_owned);
        self.asks(VotingRequest::Join { seat: None, once: None, name })
    }

    /// The phone in a seat votes on one card, sealed, as its own submission.
    pub fn votes(&mut self, seat: u32, revision: u16, card: &str, light: Light) -> VotingAnswer {
        self.votes_as(seat, None, revision, card, light)
    }

    /// The same in a named check.
    pub fn votes_as(
        &mut self,
        seat: u32,
        person: Option<&str>,
        revision: u16,
        card: &str,
        light: Light,
    ) -> VotingAnswer {
        let ballot = Ballot::from(Answer::Vote(Vote::Light(light)));
        let submission = Submission {
            id: SubmissionId([u8::try_from(seat).expect("a few seats"); 8]),
            revision,
            person: person.map(str::to_owned),
            ballots: vec![(card.to_owned(), ballot)],
        };
        let given = Given::Sealed(SealedBallots { submission, miss: None });
        self.asks(VotingRequest::Ballot { seat: SeatId(seat), given })
    }

    /// What is served now.
    pub fn served(&self) -> Option<&Published> {
        self.voting.iter().rev().find_map(|job| match job {
            VotingJob::Open(plan) => Some(&plan.published),
            VotingJob::Publish(published) => Some(published),
            _ => None,
        })
    }
}
