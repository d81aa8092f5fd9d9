//! The addresses at which a phone in the room may reach this computer, the most likely first.
//!
//! A laptop has several: Wi-Fi, a cable, a tunnel of the company, networks of virtual machines. A
//! phone reaches the first two, in some teams the third, and never the last.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

/// One address of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalAddress {
    /// Name of its network interface.
    pub interface: String,
    /// The address.
    pub address: IpAddr,
    /// It joins two computers and no more, as a tunnel does.
    pub point_to_point: bool,
}

/// How likely it is that a phone in the room gets through, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Wi-Fi, or a cable.
    Room,
    /// A tunnel, which is the common network of some teams.
    Tunnel,
    /// An address that the computer gave itself, since no network did.
    Unconfigured,
    /// A network inside this computer.
    Inside,
}

/// Beginnings of the names of tunnels, on any system.
const TUNNELS: [&str; 9] =
    ["tun", "tap", "utun", "wg", "ppp", "ipsec", "tailscale", "zt", "nordlynx"];
/// Beginnings of the names of networks that lead to virtual machines and containers.
const INSIDE: [&str; 14] = [
    "docker",
    "br-",
    "veth",
    "virbr",
    "vnet",
    "vmnet",
    "vboxnet",
    "vethernet",
    "virtualbox",
    "vmware",
    "bridge",
    "cni",
    "lxc",
    "podman",
];

/// Reads the addresses of this computer, the most likely first.
pub fn local_addresses() -> io::Result<Vec<LocalAddress>> {
    let interfaces = if_addrs::get_if_addrs()?.into_iter();
    let up = interfaces.filter(|one| !matches!(one.oper_status, if_addrs::IfOperStatus::Down));
    Ok(in_order(up.map(|one| LocalAddress {
        point_to_point: one.is_p2p,
        address: one.ip(),
        interface: one.name,
    })))
}

/// Leaves out what no phone can type or reach, and puts the most likely first; among equals IPv4,
/// then the order of the system.
fn in_order(addresses: impl Iterator<Item = LocalAddress>) -> Vec<LocalAddress> {
    let mut addresses: Vec<LocalAddress> = addresses.filter(|one| is_typed(one.address)).collect();
    addresses.sort_by_key(|one| (reach(one), one.address.is_ipv6()));
    addresses
}

/// Returns true for an address that leads here from elsewhere, and needs no name of an interface.
fn is_typed(address: IpAddr) -> bool {
    let unusable = address.is_loopback() || address.is_unspecified() || address.is_multicast();
    !unusable && !matches!(address, IpAddr::V6(v6) if v6.is_unicast_link_local())
}

fn reach(one: &LocalAddress) -> Reach {
    let name = one.interface.to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|begin| name.starts_with(begin));
    let given = |v4: Ipv4Addr| !v4.is_link_local();
    match one.address {
        _ if begins(&INSIDE) => Reach::Inside,
        IpAddr::V4(v4) if !given(v4) => Reach::Unconfigured,
        _ if one.point_to_point || begins(&TUNNELS) => Reach::Tunnel,
        _ => Reach::Room,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(interface: &str, address: &str, point_to_point: bool) -> LocalAddress {
        let address = address.parse().unwrap();
        LocalAddress { interface: interface.to_owned(), address, point_to_point }
    }

    /// Names and addresses as a system lists them, and the addresses in the order of offering.
    #[track_caller]
    fn offered(listed: &[(&str, &str, bool)], expected: &[&str]) {
        let listed = listed.iter().map(|(name, address, p2p)| one(name, address, *p2p));
        let offered: Vec<String> =
            in_order(listed).iter().map(|one| one.address.to_string()).collect();
        assert_eq!(offered, expected);
    }

    #[test]
    fn the_network_of_the_room_is_first_and_those_inside_the_computer_are_last() {
        offered(
            &[
                ("lo", "127.0.0.1", false),
                ("docker0", "172.17.0.1", false),
                ("br-3f2a", "172.18.0.1", false),
                ("tun0", "10.8.0.2", true),
                ("wlp2s0", "192.168.178.23", false),
                ("wlp2s0", "fe80::1", false),
                ("wlp2s0", "2001:db8::17", false),
            ],
            &["192.168.178.23", "2001:db8::17", "10.8.0.2", "172.17.0.1", "172.18.0.1"],
        );
    }

    #[test]
    fn names_of_every_system_are_known() {
        offered(
            &[
                ("vEthernet (WSL)", "172.30.0.1", false),
                ("utun3", "100.64.0.7", false),
                ("bridge100", "192.168.64.1", false),
                ("Wi-Fi", "10.1.2.3", false),
                ("en0", "192.168.1.5", false),
            ],
            &["10.1.2.3", "192.168.1.5", "100.64.0.7", "172.30.0.1", "192.168.64.1"],
        );
    }

    #[test]
    fn an_address_that_no_network_gave_comes_after_a_tunnel() {
        offered(
            &[("eth0", "169.254.7.7", false), ("wg0", "10.0.0.2", true), ("::1", "::1", false)],
            &["10.0.0.2", "169.254.7.7"],
        );
        offered(&[], &[]);
    }

    #[test]
    fn this_computer_can_be_asked() {
        let addresses = local_addresses().unwrap();
        assert!(addresses.iter().all(|one| !one.address.is_loopback()), "{addresses:?}");
    }
}
