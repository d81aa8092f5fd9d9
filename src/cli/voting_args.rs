//! Options for voting on devices: where the voting server listens, and what phones are shown.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::app::voting::{PublicAddress, VotingOptions};

/// Options for voting on devices.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct VotingArgs {
    /// Where phones reach this computer [default: the likeliest address, port 7373 or one of the
    /// next ten]
    #[arg(long, global = true, value_name = "IP[:PORT]", value_parser = listen)]
    listen: Option<(IpAddr, Option<u16>)>,
    /// What phones are shown where a tunnel or proxy of your own leads here; listens on this
    /// computer alone, unless --listen says otherwise
    #[arg(long, global = true, value_name = "URL", value_parser = address)]
    address: Option<PublicAddress>,
    /// Takes ballot codes from a file or a folder, and follows it
    #[arg(long, global = true, value_name = "PATH")]
    codes: Option<PathBuf>,
}

impl VotingArgs {
    /// The options as the app knows them.
    pub fn options(self) -> VotingOptions {
        let here = (IpAddr::V4(Ipv4Addr::LOCALHOST), None);
        let listen = self.listen.or(self.address.is_some().then_some(here));
        VotingOptions { listen, public: self.address, codes: self.codes }
    }
}

/// Reads an address with or without a port.
fn listen(typed: &str) -> Result<(IpAddr, Option<u16>), String> {
    let bare = typed.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().map(|ip| (ip, None));
    let parsed = parsed
        .or_else(|_| typed.parse::<SocketAddr>().map(|socket| (socket.ip(), Some(socket.port()))));
    match parsed {
        Ok((ip, _)) if ip.is_unspecified() || ip.is_multicast() => {
            Err("one address of this computer is needed, not all of them".to_owned())
        }
        Ok((_, Some(0))) => Err("a port is a number from 1 to 65535".to_owned()),
        Ok(parsed) => Ok(parsed),
        Err(_) => Err("an address such as 192.168.178.23 or 192.168.178.23:7373 is needed".into()),
    }
}

/// Reads the address of a tunnel or proxy: scheme and host, and nothing behind them.
fn address(typed: &str) -> Result<PublicAddress, String> {
    let wanted = || "an address such as https://vote.example.org is needed".to_owned();
    let (scheme, host) = typed.split_once("://").ok_or_else(wanted)?;
    let secure = match scheme.to_ascii_lowercase().as_str() {
        "https" => true,
        "http" => false,
        _ => return Err(wanted()),
    };
    let host = host.strip_suffix('/').unwrap_or(host).to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(fits) {
        return Err(wanted());
    }
    Ok(PublicAddress { secure, host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_have_a_port_and_is_never_all_of_them() {
        let ip = IpAddr::from([192, 168, 178, 23]);
        assert_eq!(listen("192.168.178.23"), Ok((ip, None)));
        assert_eq!(listen("192.168.178.23:8080"), Ok((ip, Some(8080))));
        assert_eq!(listen("[::1]:8080").map(|(_, port)| port), Ok(Some(8080)));
        assert_eq!(listen("::1").map(|(_, port)| port), Ok(None));
        for wrong in ["", "x", "0.0.0.0", "[::]:80", "1.2.3.4:0", "1.2.3.4:99999", "224.0.0.1"] {
            assert!(listen(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tunnel_is_a_scheme_and_a_host() {
        let host = |typed| address(typed).map(|a| (a.secure, a.host));
        assert_eq!(host("https://Vote.example.org/"), Ok((true, "vote.example.org".to_owned())));
        assert_eq!(host("http://box:8080"), Ok((false, "box:8080".to_owned())));
        for wrong in ["", "vote.example.org", "ftp://x", "https://", "https://a/b", "https://a b"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tunnel_leads_to_this_computer_alone() {
        let tunnel = VotingArgs { address: address("https://x").ok(), ..VotingArgs::default() };
        let options = tunnel.options();
        assert_eq!(options.listen, Some((IpAddr::from([127, 0, 0, 1]), None)));
        assert_eq!(VotingArgs::default().options(), VotingOptions::default());
    }
}
