//! Where the server listens: one address of this computer, and a port that stays the same from one
//! time to the next where it can, since people let a port through their firewall.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;

use tokio::net::TcpListener;

use crate::app::voting::{OpenServer, ServerFault, VotingPlan};

use super::addresses::{LocalAddress, local_addresses};

/// The ports that are tried, in order.
const PORTS: RangeInclusive<u16> = 7373..=7383;

/// A socket that listens, with the names under which browsers know it.
#[derive(Debug)]
pub struct Bound {
    /// The socket.
    pub listener: TcpListener,
    /// Its address.
    pub address: IpAddr,
    /// The one value of `Host`, in small letters.
    pub host: String,
    /// The one value of `Origin`, in small letters.
    pub origin: String,
}

/// Listens as planned. The runtime must be running.
pub fn bind(plan: &VotingPlan) -> Result<(Bound, OpenServer), ServerFault> {
    let local = local_addresses().unwrap_or_default();
    let (address, addresses) = choose(plan, &local)?;
    let ports = plan.port.map_or(PORTS, |port| port..=port);
    let listener = first_free(address, ports)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let (secure, host) = match &plan.public {
        Some(public) => (public.secure, public.host.to_lowercase()),
        None => (false, SocketAddr::new(address, port).to_string()),
    };
    let (scheme, implied) = if secure { ("https", ":443") } else { ("http", ":80") };
    // Browsers leave out the port that the scheme implies.
    let host = host.strip_suffix(implied).unwrap_or(&host).to_owned();
    let origin = format!("{scheme}://{host}");
    let interface = local.into_iter().find(|one| one.address == address);
    let open = OpenServer {
        url: format!("{origin}/{}", plan.token),
        interface: interface.map(|one| one.interface),
        port,
        addresses,
    };
    Ok((Bound { listener, address, host, origin }, open))
}

/// The address to listen at, and how many there are to choose from.
fn choose(plan: &VotingPlan, local: &[LocalAddress]) -> Result<(IpAddr, usize), ServerFault> {
    if let Some(address) = plan.listen {
        // Everywhere is more than anybody sees on the screen, and no phone can open it.
        let canonical = address.to_canonical();
        let nowhere = canonical.is_unspecified() || canonical.is_multicast();
        return if nowhere { Err(ServerFault::NotHere(address)) } else { Ok((address, 1)) };
    }
    if plan.public.is_some() {
        return Ok((Ipv4Addr::LOCALHOST.into(), 1));
    }
    let nth = plan.nth.checked_rem(local.len()).ok_or(ServerFault::NoNetwork)?;
    Ok((local[nth].address, local.len()))
}

fn first_free(address: IpAddr, ports: RangeInclusive<u16>) -> Result<TcpListener, ServerFault> {
    let (first, last) = (*ports.start(), *ports.end());
    for port in ports {
        match listen(SocketAddr::new(address, port)) {
            Ok(listener) => return Ok(listener),
            // Windows keeps whole ranges for itself and refuses them.
            Err(error) if is_taken(&error) => {}
            Err(error) if error.kind() == ErrorKind::AddrNotAvailable => {
                return Err(ServerFault::NotHere(address));
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Err(ServerFault::PortsTaken(first, last))
}

fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn failed(error: io::Error) -> ServerFault {
    ServerFault::Failed(error.to_string())
}
